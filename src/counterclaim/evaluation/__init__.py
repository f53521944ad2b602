"""How good every stage is: suites that measure it, the sheet they fill, and floors that it must not fall under.

A suite reads annotated data, runs the stage and gives figures; data that is not there is reported as not run.
"""
