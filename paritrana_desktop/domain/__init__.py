"""The pure core: plans, ballots, the exact count and the decision. Standard library only."""
