using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Forgetting;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>A line of a requests file.</summary>
/// <param name="Place">Where it stands, for messages.</param>
/// <param name="User">Whose.</param>
/// <param name="Item">What; null: everything.</param>
internal sealed record Wish(string Place, string User, string? Item);

/// <summary>
/// Requests as a file: user and item on each line, by a header that names them or in this order; no item means everything. A header may name
/// them as the project's source does.
/// </summary>
internal static class RequestFile
{
    private static readonly string[] UserNames = ["user", "userid", "user_id"];
    private static readonly string[] ItemNames = ["item", "itemid", "item_id"];

    /// <exception cref="DataException">The file is not there, is empty, has a user column beside which no other is the item's, or has bad
    /// lines; all of them are listed.</exception>
    public static IReadOnlyList<Wish> Read(string path, ProjectSource source)
    {
        string[] userNames = [.. UserNames, .. source.UserColumn is { } own ? [own] : (string[])[]];
        string[] itemNames = [.. ItemNames, .. source.ItemColumn is { } its ? [its] : (string[])[]];
        FileProblems.ThrowIfAny([.. FileProblems.MissingOf("--requests", path)]);
        var (wishes, problems) = (new List<Wish>(), new List<string>());
        var (user, item, isFirst) = (0, 1, true);
        foreach (var (line, fields) in TextTable.Read(path))
        {
            if (isFirst && Find(fields, userNames) is >= 0 and var users)
            {
                (user, item, isFirst) = (users, Find(fields, itemNames), false);
                if (item < 0 && fields.Length > 1) // to take it for "everything" would erase more than is asked for
                {
                    throw new DataException(
                        $"'{path}', line {line}: the header '{string.Join(',', fields)}' has no item column ({string.Join(", ", itemNames)}). "
                        + "Only a file of users alone asks for everything of them.");
                }
            }
            else
            {
                isFirst = false;
                if (user >= fields.Length || string.IsNullOrWhiteSpace(fields[user]))
                    problems.Add($"'{path}', line {line}: the user is empty.");
                else
                    wishes.Add(new($"'{path}', line {line}", fields[user], ItemOf(fields, item)));
            }
        }
        if (problems.Count == 0 && wishes.Count == 0)
            problems.Add($"'{path}' holds no requests.");
        return problems.Count == 0 ? wishes : throw new DataException(problems);
    }

    /// <summary>Requests as such a file.</summary>
    public static string Text(IEnumerable<ForgetRequest> requests) =>
        "user,item\n" + string.Concat(requests.Select(request => TextTable.Line(request.UserId, request.ItemId)));

    private static string? ItemOf(string[] fields, int item) =>
        item >= 0 && item < fields.Length && fields[item].Length > 0 ? fields[item] : null;

    private static int Find(string[] fields, string[] names) =>
        Array.FindIndex(fields, field => names.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase));
}
