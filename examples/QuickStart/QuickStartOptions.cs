namespace QuickStart;

/// <summary>What the command line says.</summary>
internal sealed record QuickStartOptions(FileInfo? Data, int Epochs, int Seed, FileInfo? Json, FileInfo? Save, FileInfo? Report);
