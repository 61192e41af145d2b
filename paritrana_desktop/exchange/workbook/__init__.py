"""Workbooks: the only room that knows openpyxl. Reading is strict and names every fault; writing never writes a formula by chance."""
