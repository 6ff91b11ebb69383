"""Material to run and judge Tieout with: the simulator, its committed sample, the scorer. Not part of the application."""
