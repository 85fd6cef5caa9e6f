"""Claims of prose in a closed world: what comes in is a passage, what goes out are claims with their doubts.

Tokens → phrases → clauses → frames → attribution → derivation → reconciliation; none calls an earlier one.
"""
