using System.Security.Cryptography;

namespace NextItem.WebApi.Shop;

/// <summary>What a state was begun with: the SHA-256 of the files.</summary>
/// <param name="Data">Of the log; <see langword="null"/> where it was made up.</param>
/// <param name="Model">Of the model; <see langword="null"/> where it was trained here.</param>
internal sealed record Origin(string? Data, string? Model)
{
    public static Origin Of(ShopOptions options) => new(HashOf(options.Data), HashOf(options.Model));

    /// <summary>What is not given is gone on with.</summary>
    /// <exception cref="InvalidOperationException">Something else is given than the state was begun with.</exception>
    public void Check(Origin given, string folder)
    {
        string[] others =
        [
            .. given.Data is { } data && data != Data ? [nameof(Data)] : Array.Empty<string>(),
            .. given.Model is { } model && model != Model ? [nameof(Model)] : Array.Empty<string>(),
        ];
        if (others.Length > 0)
        {
            throw new InvalidOperationException(
                $"State: '{folder}' was begun with other files than {string.Join(" and ", others)} names. Give another folder, or leave "
                + $"{string.Join(" and ", others)} out to go on with what is there.");
        }
    }

    private static string? HashOf(string? file)
    {
        if (file is null)
            return null;
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
