"""Reads the data files, forms and referral rules, into domain values; nothing else trusts a file."""
