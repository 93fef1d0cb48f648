"""The person's sheet on paper and on screen: one worded value, then a page, a web page or plain text."""
