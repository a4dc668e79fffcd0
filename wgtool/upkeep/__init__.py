"""What whoever runs wgtool needs: copies of all data and their way back, health, figures for a monitor.

A *backup* is one file with every row of every table, of one moment, readable by both engines. A *probe* is a machine
that asks whether wgtool is alive or ready. It owns no facts; below it are the outbox, whose mail a restore holds, and
the kernel, which writes a line for each request.
"""
