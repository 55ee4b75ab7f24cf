"""The questions of the founding guide, one file each: what is true, the form, what an answer does."""
