import '#notifications/routes/pages'
