/** Registers what lower domains need from higher ones. */
import '#accounts/register'
import '#teams/register'
import '#tasks/register'
import '#notifications/register'
