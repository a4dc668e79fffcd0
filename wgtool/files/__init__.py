"""Attachments of anything: evidence, reports, minutes.

Stored outside the web root by their content; their type is told from the content, their name made safe. Each has the
sight of the thing it hangs on, and never a wider one. The room above says who may attach: it takes a file in with
`fields`, hangs it on its thing with `operations.attach`, and shows what `queries.of` gives.
"""
