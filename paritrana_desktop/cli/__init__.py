"""The command line, over the same services as the window.

Exit codes: 0 done; 1 the user can act (one sentence on standard error); 2 wrong usage; 3 a check failed. With
`--json`, standard output holds one JSON document and nothing else.
"""
