"""Books at rest: the JSON contract, facts as Parquet and CSV."""
