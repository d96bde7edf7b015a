using System.Security.Cryptography;

namespace MLNetUnlearn.Cli.Running;

/// <summary>The SHA-256 of files, as lower-case hex.</summary>
internal static class FileHash
{
    public static string Of(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
