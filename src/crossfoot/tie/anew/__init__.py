"""A judged book tied again after one figure has changed, at the cost of what lies around that figure."""
