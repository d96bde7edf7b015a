namespace NextItem.WebApi.Forgetting;

/// <summary>A demand to forget.</summary>
/// <param name="Id">Its name, which says nothing of who asked for what.</param>
/// <param name="User">Whose interactions; <see langword="null"/> for everyone's.</param>
/// <param name="Item">With which item.</param>
/// <param name="At">When it was asked for.</param>
internal sealed record Request(string Id, string? User, string Item, DateTimeOffset At);
