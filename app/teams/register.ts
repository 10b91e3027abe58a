import User from '#accounts/users/models/user'
import { registerTeamFilter } from '#accounts/users/queries/list_users'
import { memberIdsOf, teammateIdsOf } from '#teams/members/queries/teammates'

User.revealTo(teammateIdsOf)
registerTeamFilter(memberIdsOf)
