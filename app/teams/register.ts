import { provideNavigation } from '#web/navigation'
import User from '#accounts/users/models/user'
import { registerTeamFilter } from '#accounts/users/queries/list_users'
import { memberIdsOf, teammateIdsOf } from '#teams/members/queries/teammates'
import { findNavigation } from '#teams/teams/queries/find_navigation'

User.revealTo(teammateIdsOf)
registerTeamFilter(memberIdsOf)
provideNavigation(findNavigation)
