import '#teams/teams/routes'
import '#teams/members/routes'
import '#teams/invitations/routes'
import '#teams/invitations/page_routes'
