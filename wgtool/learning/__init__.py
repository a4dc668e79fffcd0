"""Learning exercises, what they recommend, and the response to each recommendation.

An exercise is planned, held, its report published with numbered recommendations; parties named answer them, and the
response is published as one matrix. What is to be done becomes action points. Knows actions, groups and plan, below.
"""
