"""Texts that name units and scales, and labels of rows that count shares."""
