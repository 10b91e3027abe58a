import '#teams/teams/routes'
import '#teams/invitations/routes'
import '#teams/routes/pages'
