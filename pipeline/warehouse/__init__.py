"""The working file and the published file: who opens them, how they are created, swapped in and commented."""
