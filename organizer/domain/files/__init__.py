"""Files that belong to records: photos now, vouchers and consents later."""
