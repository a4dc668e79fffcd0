"""What holds when things break: processes killed, several at the same moment, clocks that jump."""
