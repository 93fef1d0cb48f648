"""The screens: each draws one presenter's state and reports gestures to it, nothing else."""
