/** What domains register with lower ones. Those don't know who does: the arrow points down. */
import '#accounts/register'
import '#teams/register'
import '#tasks/register'
import '#notifications/register'
