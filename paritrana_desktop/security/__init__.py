"""Keys, seals and signatures: the only room that knows cryptography."""
