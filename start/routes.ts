/** Every route of the product: one import for each domain, in the order of the API's documents. */
import '#accounts/routes'
import '#teams/routes'
import '#tasks/routes'
import '#notifications/routes'
import '#operations/health/routes'
import '#api/routes'
import '#web/routes'
