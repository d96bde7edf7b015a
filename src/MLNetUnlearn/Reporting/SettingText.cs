using System.Globalization;

namespace MLNetUnlearn.Reporting;

/// <summary>What was measured on what, in words.</summary>
internal static class SettingText
{
    /// <summary>Names and values, in the order to be shown; what is not known is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Rows(ReportView view)
    {
        var setting = view.Report.Setting;
        return Known(
        [
            ("Protocol", setting.Protocols.Count == 0 ? null : string.Join("; ", setting.Protocols)),
            ("Seeds", view.Report.Runs.Count == 0 ? null : Seeds(view)),
            ("Data", setting.Dataset is { } data
                ? $"{data.Name}: {Count(data.Users)} users, {Count(data.Items)} items, {Count(data.Interactions)} interactions" : null),
            ("SHA-256 of the data", setting.Dataset?.Sha256),
            ("Users who forget", setting.ForgottenUsers is { } users ? Count(users) : null),
            ("Requests", setting.ForgottenItems is { } requests ? Count(requests) : null),
            ("Day", setting.Date?.ToString("O", CultureInfo.InvariantCulture)),
            ("Library", setting.Environment?.Library),
            ("ML.NET", setting.Environment?.MLNet),
            ("Tensors", setting.Environment?.Tensors),
            (".NET", setting.Environment?.Runtime),
            ("System", setting.Environment?.OperatingSystem),
            ("Processor", setting.Environment is { } machine ? $"{machine.Processor}, {Count(machine.Cores)} cores" : null),
        ]);
    }

    /// <summary>How many seeds there are and what "±" means, or that there is none.</summary>
    public static string Seeds(ReportView view) => view.Seeds.Count switch
    {
        0 => "No runs.",
        1 => $"Seed {view.Seeds[0].ToString(CultureInfo.InvariantCulture)}: one seed, no interval.",
        _ => $"Seeds {string.Join(", ", view.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))}: "
            + "means ± half of a 95 % interval (Student's t)"
            + (view.Models.Any(model => model.Runs.Count == 1) ? "; a figure without ± has one seed, no interval." : "."),
    };

    private static IEnumerable<(string, string)> Known(IEnumerable<(string Name, string? Value)> rows) =>
        rows.Where(row => row.Value is not null).Select(row => (row.Name, row.Value!));

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
