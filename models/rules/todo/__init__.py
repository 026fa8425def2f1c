"""The list of things to do: what the policy's notes ask for in a plan, and what is still to be found (待落实).

No rules stand here: the lines judge nothing. Each cites the rule that asks for it.
"""
