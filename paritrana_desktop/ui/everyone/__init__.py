"""What all roles share: start, verify, keys, log, help, score card."""
