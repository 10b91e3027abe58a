/** Every route of the product: one import for each domain. */
import '#core/contract/contract'
import '#accounts/routes'
import '#teams/routes'
import '#tasks/routes'
import '#core/routes'
import '#notifications/routes'
