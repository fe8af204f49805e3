using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Store;
using Sakimori.Platform.Privacy;

namespace Sakimori.Directory;

/// <summary>What of the directory's goes when its period is over.</summary>
internal static class DirectoryRetentions
{
    /// <summary>How long the applicant of a decided registration is kept, in days.</summary>
    public const int RegistrationDays = 365;

    public static PersonalRetention[] All { get; } =
    [
        PersonalRetention.Of<DirectoryContext, Guid>("directory.registrations",
            (context, at) => context.Registrations.Where(r => r.State == RegistrationState.Sent && r.Made < at.Now - Registrations.Lifetime).Select(r => r.Id),
            (context, old, cancel) => context.Registrations.Where(r => old.Contains(r.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<DirectoryContext, Guid>("directory.registrations",
            (context, at) => context.Registrations.Where(r => r.State >= RegistrationState.Accepted && r.Person != "" && (r.Decided ?? r.Made) < at.DaysAgo(RegistrationDays)
                && (r.Account == null || !at.Holds.Accounts.Contains(r.Account.Value)) && !at.Holds.Addresses.Contains(r.Mail)
                && (r.Organisation == null || !at.Holds.Organisations.Contains(r.Organisation.Value))).Select(r => r.Id),
            (context, old, cancel) => DirectoryErasures.ForgetAsync(context.Registrations.Where(r => old.Contains(r.Id)), cancel)),
        PersonalRetention.Of<DirectoryContext, Guid>("directory.uploads",
            (context, at) => context.Uploads.Where(u => u.Made < at.DaysAgo(1)).Select(u => u.Id),
            (context, old, cancel) => context.Uploads.Where(u => old.Contains(u.Id)).ExecuteDeleteAsync(cancel)),
    ];
}
