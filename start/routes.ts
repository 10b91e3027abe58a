/** Every route of the product: one import for each domain. */
import '#accounts/routes'
import '#teams/routes'
import '#tasks/routes'
import '#api/routes'
import '#web/routes'
import '#operations/health/routes'
import '#notifications/routes'
