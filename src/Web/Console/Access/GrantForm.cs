using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Web.Console.Access;

/// <summary>Reads the fields by which a role is granted: role, organisation, first and last day.</summary>
internal static class GrantForm
{
    private static readonly TimeSpan Jst = TimeSpan.FromHours(9);

    /// <summary>The roles of the whole portal, or those within an organisation.</summary>
    public static IReadOnlyList<Role> Roles(bool portal)
        => portal ? [Role.Office, Role.Administrator] : [Role.Reader, Role.Contributor, Role.Manager];

    /// <summary>The grant that role and organisation name; an organisation is needed for the roles within one.</summary>
    public static async Task<HeldRole> ReadAsync(
        string? role, string? organisation, IOrganisationNames names, List<Fault> faults, CancellationToken cancel)
    {
        if (RoleOf(role) is not { } chosen)
        {
            faults.Add(NoRole);
            return default;
        }

        if (chosen > Role.Manager)
            return new(chosen, Scopes.System);
        var text = (organisation ?? "").Trim();
        if (text.Length > 0 && await names.FindAsync(text, cancel) is { } found)
            return new(chosen, found);
        faults.Add(new(new("組織が見つかりません。", "There is no such organisation."),
            new("名称、法人番号、または ID を入力してください。", "Enter its name, corporate number or id."), Column: "organisation", Value: text));
        return default;
    }

    /// <summary>A role by its name in the form; null when it is none.</summary>
    public static Role? RoleOf(string? name)
        => Enum.TryParse<Role>(name, out var role) && Enum.IsDefined(role) && !int.TryParse(name, out _) ? role : null;

    /// <summary>What is said when no role is chosen.</summary>
    public static Fault NoRole { get; } = new(new("役割が選ばれていません。", "No role is chosen."), new("一つ選んでください。", "Choose one."), Column: "role");

    /// <summary>Midnight in Japan on the day of a field, UTC; null when it is empty.</summary>
    public static DateTime? Day(string field, string? text, List<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Dates.Parse(text) is { } day && day.Year is > 1900 and < 9000)
            return DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Jst, DateTimeKind.Utc);
        faults.Add(new(new("日付を読み取れません。", "This is no date."), new("2027-04-01 のように入力してください。", "Enter it like 2027-04-01."), Column: field, Value: text));
        return null;
    }
}
