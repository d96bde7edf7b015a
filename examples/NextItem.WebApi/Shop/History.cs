namespace NextItem.WebApi.Shop;

/// <summary>What one user had. It is split once, when the model is trained, so that it stays known what the model was taught.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Taught">The items that the model was trained on, oldest first.</param>
/// <param name="HeldOut">The latest items, at most two, that the model was not trained on, oldest first.</param>
internal sealed record History(string User, string[] Taught, string[] HeldOut)
{
    /// <summary>All items, oldest first.</summary>
    public IEnumerable<string> Items => Taught.Concat(HeldOut);

    /// <summary>The history with only the items that are kept.</summary>
    public History Where(Func<string, bool> keeps) =>
        new(User, [.. Taught.Where(keeps)], [.. HeldOut.Where(keeps)]);
}
