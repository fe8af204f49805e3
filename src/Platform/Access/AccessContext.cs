using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>The tables of Access: accounts, roles, sessions, links, audiences, and the keys that nodes share.</summary>
public abstract class AccessContext : ModuleContext, IDataProtectionKeyContext
{
    internal const string Module = "access";

    /// <inheritdoc/>
    protected AccessContext(DbContextOptions options, Engine engine)
        : base(options, engine, Module)
    {
    }

    /// <inheritdoc/>
    protected AccessContext(Engine engine)
        : base(engine, Module)
    {
    }

    /// <summary>Accounts.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Sign-ins.</summary>
    public DbSet<AccountSession> Sessions => Set<AccountSession>();

    /// <summary>One-time links.</summary>
    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();

    /// <summary>Roles granted.</summary>
    public DbSet<RoleGrant> Roles => Set<RoleGrant>();

    /// <summary>API keys.</summary>
    public DbSet<ApiKey> Keys => Set<ApiKey>();

    /// <summary>Audiences.</summary>
    public DbSet<Audience> AudienceRows => Set<Audience>();

    /// <summary>Grantees of audiences.</summary>
    public DbSet<AudienceGrant> Grants => Set<AudienceGrant>();

    /// <summary>The tree of scopes.</summary>
    public DbSet<AccessScope> ScopeTree => Set<AccessScope>();

    /// <inheritdoc/>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Account>(account =>
        {
            account.ToTable("access_account");
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Ignore(a => a.IsErased);
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasIndex(a => a.NormalizedEmail).IsUnique();
        });
        modelBuilder.Entity<IdentityUserClaim<Guid>>().ToTable("access_claim").HasKey(c => c.Id);
        modelBuilder.Entity<IdentityUserLogin<Guid>>().ToTable("access_login").HasKey(l => new { l.LoginProvider, l.ProviderKey });
        modelBuilder.Entity<IdentityUserToken<Guid>>().ToTable("access_token").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        modelBuilder.Entity<AccountSession>(session =>
        {
            session.ToTable("access_session");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.HasIndex(s => s.Account);
        });
        modelBuilder.Entity<OneTimeLink>(link =>
        {
            link.ToTable("access_link").HasKey(l => l.TokenHash);
            link.HasIndex(l => l.Scope);
        });
        modelBuilder.Entity<ApiKey>(key =>
        {
            key.ToTable("access_key");
            key.Property(k => k.Id).ValueGeneratedNever();
            key.HasIndex(k => k.KeyHash).IsUnique();
            key.HasIndex(k => k.Owner);
        });
        modelBuilder.Entity<RoleGrant>(role =>
        {
            role.ToTable("access_role");
            role.Property(r => r.Id).ValueGeneratedNever();
            role.HasIndex(r => r.Account);
            role.HasIndex(r => r.Scope);
        });
        modelBuilder.Entity<Audience>().ToTable("access_audience").Property(a => a.Id).ValueGeneratedNever();
        modelBuilder.Entity<AudienceGrant>(grant =>
        {
            grant.ToTable("access_audience_grant");
            grant.Property(g => g.Id).ValueGeneratedNever();
            grant.HasIndex(g => new { g.Audience, g.Grantee });
            grant.HasIndex(g => g.Grantee);
        });
        modelBuilder.Entity<AccessScope>(scope =>
        {
            scope.ToTable("access_scope").HasKey(s => new { s.Scope, s.Ancestor, s.From });
            scope.HasIndex(s => s.Ancestor);
        });
        modelBuilder.Entity<DataProtectionKey>().ToTable("access_data_protection_key");
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteAccessContext : AccessContext
{
    /// <summary>Design time.</summary>
    public SqliteAccessContext()
        : base(Engine.Sqlite)
    {
    }

    internal SqliteAccessContext(DbContextOptions options)
        : base(options, Engine.Sqlite)
    {
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresAccessContext : AccessContext
{
    /// <summary>Design time.</summary>
    public PostgresAccessContext()
        : base(Engine.Postgres)
    {
    }

    internal PostgresAccessContext(DbContextOptions options)
        : base(options, Engine.Postgres)
    {
    }
}
