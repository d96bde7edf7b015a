using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MLNetUnlearn.Persistence.Steps;

/// <summary>What a step of ours leaves in a model file: its name and all that makes it, as text.</summary>
/// <param name="Name">The step's name, as users write it.</param>
/// <param name="Payload">Options as JSON, or a package in base64.</param>
internal sealed record SavedStep(string Name, string Payload)
{
    private const string Signature = "MLNetUnlearn";
    private const int NewestVersion = 1;

    /// <summary>One text: signature, version, name, SHA-256 of the payload and the payload, with blanks between.</summary>
    public string Text => $"{Signature} {NewestVersion} {Name} {HashOf(Payload)} {Payload}";

    /// <summary>Takes the text apart.</summary>
    /// <exception cref="FormatException">It is no such text, one of a newer version, or a damaged one.</exception>
    public static SavedStep Parse(string text)
    {
        var parts = text.Split(' ', 5);
        if (parts.Length < 5 || parts[0] != Signature || !int.TryParse(parts[1], out var version))
            throw new FormatException("The state of a step is not one that MLNetUnlearn wrote.");
        if (version is < 1 or > NewestVersion)
        {
            throw new FormatException(
                $"The state of step {parts[2]} has version {version}; this version of MLNetUnlearn reads versions 1 to {NewestVersion}.");
        }
        if (parts[3] != HashOf(parts[4]))
            throw new FormatException($"The state of step {parts[2]} is damaged: it does not match its hash.");
        return new SavedStep(parts[2], parts[4]);
    }

    private static string HashOf(string payload) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(payload.AsSpan())));
}
