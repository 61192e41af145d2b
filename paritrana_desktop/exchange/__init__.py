"""Files that travel: envelope, package, ballot, bundle, workbook."""
