using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;

namespace Sakimori.Platform.Privacy;

/// <summary>
/// What a module keeps of persons 個人データ: the entry of the register, and a line of the privacy notice. It says what the code does;
/// where no code deletes, it says so.
/// </summary>
public sealed record PersonalData
{
    /// <summary>Unique in the portal, begins with the module: <c>directory.people</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the room is called that keeps it; set when it is added.</summary>
    public Text Room { get; init; }

    /// <summary>What is kept.</summary>
    public required Text What { get; init; }

    /// <summary>Of whom.</summary>
    public required Text Whose { get; init; }

    /// <summary>For what.</summary>
    public required Text Purpose { get; init; }

    /// <summary>Who can see it in the portal.</summary>
    public required Text SeenBy { get; init; }

    /// <summary>How long it is kept; <see cref="Years"/> stands for the years for which names in old records are kept.</summary>
    public required Text Period { get; init; }

    /// <summary>The period in days, where a rule of the code has one; null where none has, or a setting gives it in years.</summary>
    public int? Days { get; init; }

    /// <summary>The key of the job that deletes it; null where no job does.</summary>
    public string? Job { get; init; }

    /// <summary>How it goes: by which job or deed, and what stays; or that nothing deletes it.</summary>
    public required Text Ending { get; init; }

    /// <summary>Why erasing an account leaves it as it is; null where an erasure takes the account out (<see cref="PersonalErasure"/>).</summary>
    public Text? Stays { get; init; }

    /// <summary>The tables that it covers, in order.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>The words where only the number of an account is kept: said the same everywhere.</summary>
    public static Text OnlyNumber { get; } = new("アカウントの番号だけを残します。消去の後は、番号から誰かは分かりません。", "Only the id of the account is kept; after the erasure it tells nobody who that was.");

    /// <summary>Where a period says the years of <see cref="RetentionSettings"/>.</summary>
    public const string Years = "{years}";

    /// <summary>The words where nothing deletes: said the same everywhere.</summary>
    public static Text Unlimited { get; } = new("期限は定めていません", "No limit is set");
}

/// <summary>What all modules keep of persons, by id.</summary>
public sealed class PersonalDataRegister(IEnumerable<PersonalData> declared, RetentionSettings settings)
{
    /// <summary>Every entry, by id.</summary>
    public IReadOnlyList<PersonalData> All { get; } = [.. declared.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => d with
    {
        Period = new(d.Period.Ja.Replace(PersonalData.Years, $"{settings.NameYears}", StringComparison.Ordinal), d.Period.En.Replace(PersonalData.Years, $"{settings.NameYears}", StringComparison.Ordinal)),
    })];
}

/// <summary>Adds declarations.</summary>
public static class PersonalDataDeclarations
{
    /// <summary>Adds what a room keeps of persons; a module calls it in its <c>AddX</c>.</summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services, Text room, IEnumerable<PersonalData> declared)
    {
        foreach (var entry in declared)
            services.AddSingleton(entry with { Room = room });
        return services;
    }
}
