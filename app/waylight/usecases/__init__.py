"""What the official can do, and the ports through which the outside world is reached."""
