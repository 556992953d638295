"""What keeps an archive going unattended: the judgement of each run, notices, pings and schedules."""
