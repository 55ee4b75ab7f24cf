"""Pure decisions of the desk: the questions of the founding guide, and which monitors its answers become."""
