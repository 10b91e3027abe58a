import '#notifications/routes/api'
import '#notifications/routes/pages'
