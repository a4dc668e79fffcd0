"""Who hears what by mail: letters for facts and turns, an outbox written with the change, and its delivery.

Listens to every room below and drives none. A mail is finished when it is written, in its reader's language, and its
body is blanked once it is sent.
"""
