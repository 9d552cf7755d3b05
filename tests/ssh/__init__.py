"""The program as a hospital reaches it: through a real sshd on this machine, of which nothing is left behind."""
