"""What a person may do. Every function takes the actor and checks the role."""
