"""Scrapy's commands as this project changes them; the setting COMMANDS_MODULE names this folder."""
